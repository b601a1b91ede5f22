package org.rapport.engine;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.osgi.service.component.annotations.Component;

/**
 * Keeps plug-ins from ending the program: in their classes, {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt}
 * fail instead. A session is ended by the experimenter, not by a node. (Java offers no other way any more.)
 */
@Component(service = WeavingHook.class, immediate = true)
public final class ExitGuard implements WeavingHook {
    private static final int API = Opcodes.ASM9;

    @Override
    public void weave(WovenClass loaded) {
        // by the constant, which is part of this class: a class loaded here would come by here itself
        if (!loaded.getBundleWiring().getBundle().getLocation().startsWith(PlugIns.LOCATION)) {
            return;
        }
        byte[] guarded = guarded(loaded.getBytes());
        if (guarded != null) {
            loaded.setBytes(guarded);
        }
    }

    /** The class without its ends of the program; null if it has none. */
    static byte[] guarded(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        boolean[] found = new boolean[1];
        reader.accept(new ClassVisitor(API, writer) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                return new Calls(super.visitMethod(access, name, descriptor, signature, exceptions), found);
            }
        }, 0);
        return found[0] ? writer.toByteArray() : null;
    }

    private static final class Calls extends MethodVisitor {
        private final boolean[] found;

        Calls(MethodVisitor next, boolean[] found) {
            super(API, next);
            this.found = found;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean onInterface) {
            boolean onSystem = owner.equals("java/lang/System") && name.equals("exit");
            boolean onRuntime = owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt"));
            if (!onSystem && !onRuntime) {
                super.visitMethodInsn(opcode, owner, name, descriptor, onInterface);
                return;
            }
            found[0] = true;
            super.visitInsn(onRuntime ? Opcodes.POP2 : Opcodes.POP); // the code, and the Runtime below it
            super.visitInsn(Opcodes.ACONST_NULL);
            super.visitLdcInsn("a plug-in called " + (onSystem ? "System." : "Runtime.") + name
                    + ", which would end the session; it must not");
            super.visitMethodInsn(Opcodes.INVOKESTATIC, "java/util/Objects", "requireNonNull",
                    "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;", false);
            super.visitInsn(Opcodes.POP);
        }
    }
}
