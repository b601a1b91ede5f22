package org.rapport.launcher;

/**
 * Where the program begins: compiled for a Java of long ago, so that one that is too old for the rest is told in one line.
 */
public final class Start {
    private static final int OLDEST = 17;

    private Start() {
    }

    /** See {@link Launcher#main}. */
    public static void main(String[] args) throws Exception {
        String version = System.getProperty("java.specification.version", "");
        if (feature(version) < OLDEST) {
            System.err.println("rapport: this is Java " + version + " (" + System.getProperty("java.home")
                    + "); Rapport needs Java " + OLDEST + " or later: install it and point JAVA_HOME to it");
            System.exit(1);
        }
        Launcher.main(args);
    }

    /** 8 of {@code 1.8}, 17 of {@code 17}. */
    static int feature(String version) {
        try {
            return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        } catch (NumberFormatException e) {
            return OLDEST; // some later way of saying it
        }
    }
}
