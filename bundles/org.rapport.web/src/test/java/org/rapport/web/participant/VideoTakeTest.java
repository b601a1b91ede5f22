package org.rapport.web.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pieces of video as a page sends them, over a connection that is cut. */
class VideoTakeTest {
    @TempDir
    private Path folder;

    @Test
    void eachPieceIsKeptOnceAndInOrder() throws IOException {
        VideoTake take = new VideoTake(folder.resolve("R1/face.webm"));
        assertThat(take.append(0, new byte[]{1, 2})).isTrue();
        assertThat(take.append(0, new byte[]{1, 2})).as("sent again").isTrue();
        assertThat(take.append(2, new byte[]{5})).as("one before it is missing").isFalse();
        assertThat(take.append(1, new byte[]{3})).isTrue();
        assertThat(take.append(2, new byte[]{5})).isTrue();
        assertThat(take.file()).hasBinaryContent(new byte[]{1, 2, 3, 5});
    }

    @Test
    void aPieceThatCouldNotBeWrittenMayComeAgain() throws IOException {
        Path blocked = Files.writeString(folder.resolve("R1"), "no folder");
        VideoTake take = new VideoTake(folder.resolve("R1/face.webm"));
        assertThatThrownBy(() -> take.append(0, new byte[]{1})).isInstanceOf(IOException.class);
        Files.delete(blocked);
        assertThat(take.append(0, new byte[]{1})).isTrue();
        Files.write(take.file(), new byte[]{1, 9, 9}); // what a try on a full disk leaves behind
        assertThat(take.append(1, new byte[]{2, 3})).isTrue();
        assertThat(take.file()).hasBinaryContent(new byte[]{1, 2, 3});
    }
}
