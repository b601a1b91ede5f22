package org.rapport.web.participant;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes tokens that nobody can guess. */
public final class FreshToken {
    private static final int BYTES = 18;

    private FreshToken() {
    }

    /** One that was never made before: 24 letters, digits, - and _. */
    public static String make() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
