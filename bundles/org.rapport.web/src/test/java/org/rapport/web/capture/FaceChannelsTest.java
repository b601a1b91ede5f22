package org.rapport.web.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;

/** The node and the page must mean the same by a row. */
class FaceChannelsTest {
    @Test
    void theOrderIsThatOfThePage() throws IOException {
        String page;
        try (InputStream in = getClass().getResourceAsStream("/page/participant/face-columns.js")) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String list = page.substring(page.indexOf("SHAPES = ["), page.indexOf("];"));
        List<String> names = Pattern.compile("'(\\w+)'").matcher(list).results().map(found -> found.group(1)).toList();
        List<String> labels = FaceChannels.of(Role.EMITTER).stream().map(Channel::label).toList();
        assertThat(names).hasSize(51);
        assertThat(labels.subList(0, 51)).isEqualTo(names);
        assertThat(labels.subList(51, 61)).containsExactly("gaze_left_yaw", "gaze_left_pitch", "gaze_right_yaw",
                "gaze_right_pitch", "head_x", "head_y", "head_z", "head_yaw", "head_pitch", "head_roll");
        Matcher further = Pattern.compile("FURTHER = (\\d) \\+ (\\d) \\+ (\\d);").matcher(page);
        assertThat(further.find()).isTrue();
        assertThat(further.results().count()).isZero();
        assertThat(labels).hasSize(51 + 4 + 3 + 3);
    }

    @Test
    void aFaceThatIsGoneForAMomentIsNoNews() {
        FaceWatch watch = new FaceWatch();
        assertThat(watch.add(0, false)).isEmpty();
        assertThat(watch.add(0.5, false)).isEmpty();
        assertThat(watch.add(0.9, true)).isEmpty();
        assertThat(watch.add(1, false)).isEmpty();
        assertThat(watch.add(2, false)).contains(false);
        assertThat(watch.add(3, false)).isEmpty();
        assertThat(watch.add(3.1, true)).contains(true);
        assertThat(watch.add(3.2, true)).isEmpty();
    }
}
