package org.rapport.web.participant;

/** How it stands with a participant's page. */
public enum PageState {
    /** Nobody has opened it in this run. */
    NOT_OPEN("not open"),
    /** It is open, and its participant has not agreed to anything yet. */
    OPEN("open"),
    /** Its participant has agreed; nothing is captured yet. */
    CONSENT_GIVEN("consent given"),
    /** It sends what its participant does. */
    STREAMING("streaming"),
    /** Another tab or program is in front of it. */
    HIDDEN("hidden"),
    /** It was open, and does not answer any more. */
    CONNECTION_LOST("connection lost");

    private final String words;

    PageState(String words) {
        this.words = words;
    }

    /** For people. */
    String words() {
        return words;
    }

    /** Whether a page is there that its participant agreed to. */
    boolean mayCapture() {
        return this == CONSENT_GIVEN || this == STREAMING || this == HIDDEN;
    }
}
