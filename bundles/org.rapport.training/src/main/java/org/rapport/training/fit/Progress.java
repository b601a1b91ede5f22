package org.rapport.training.fit;

/** Who wants to know how long work goes on. */
public interface Progress {
    /** Something that stays. */
    void say(String line);

    /** How things stand; the next call takes its place. */
    void show(String status);

    /** The same, saying each time of what it speaks. */
    default Progress named(String name) {
        Progress all = this;
        return new Progress() {
            @Override
            public void say(String line) {
                all.say(name + ": " + line);
            }

            @Override
            public void show(String status) {
                all.show(name + ": " + status);
            }
        };
    }

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
