package org.rapport.training.fit;

/** Who wants to know how long work goes on. */
public interface Progress {
    /** Something that stays. */
    void say(String line);

    /** How things stand; the next call takes its place. */
    void show(String status);

    /** For those who do not want to know. */
    Progress NONE = new Progress() {
        @Override
        public void say(String line) {
            // nobody listens
        }

        @Override
        public void show(String status) {
            // nobody looks
        }
    };
}
