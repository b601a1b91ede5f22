package org.rapport.api.signal;

/** Which of the two people of a dyad a signal comes from. */
public enum Role {
    /** The person who makes an impression. */
    EMITTER,
    /** The person who forms it. */
    RECEIVER;

    /** The word for it in pipeline files, contracts and messages. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** @throws IllegalArgumentException if {@code word} is neither {@code emitter} nor {@code receiver} */
    public static Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("\"" + word + "\" is not a role; choose emitter or receiver");
    }
}
