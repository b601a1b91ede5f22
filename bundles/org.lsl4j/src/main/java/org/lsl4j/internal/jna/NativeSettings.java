package org.lsl4j.internal.jna;

import com.sun.jna.NativeLibrary;
import org.lsl4j.LslConfig;
import org.lsl4j.LslException;

/**
 * Hands settings to the native library. It takes them once in the life of a process, when it is first used, and cannot be
 * asked which. Without any it reads the same file as {@link LslConfig#load()}.
 */
public final class NativeSettings {
    private static final String SETTER = "lsl_set_config_content";

    private NativeSettings() {
    }

    /** @throws LslException if the library does not take them, or has others already */
    static void apply(LslConfig config, NativeLibrary library) {
        String wanted = config.toText();
        // a property, since it lives as long as the library is loaded, which no class of a bundle does
        Object present = System.getProperties().putIfAbsent("org.lsl4j.settings." + library.getFile(), wanted);
        if (wanted.equals(present)) {
            return;
        }
        if (present != null) {
            throw new LslException("the native library takes settings once in the life of a program, and has others already: "
                    + "open every Lsl with the same, or use the Java backend");
        }
        if (!wanted.equals(LslConfig.load().toText())) {
            set(wanted, library);
        }
    }

    private static void set(String settings, NativeLibrary library) {
        try {
            library.getFunction(SETTER).invokeVoid(new Object[]{settings});
        } catch (UnsatisfiedLinkError e) {
            throw new LslException(library.getName() + " takes no settings made in code, releases from 1.17.6 on do: "
                    + "put them into the file that LSLAPICFG names", e);
        }
    }
}
