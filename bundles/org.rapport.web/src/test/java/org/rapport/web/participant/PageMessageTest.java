package org.rapport.web.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

import org.junit.jupiter.api.Test;

class PageMessageTest {

    private static ByteBuffer rows(int rows, int columns) {
        ByteBuffer bytes = ByteBuffer.allocate(16 + rows * (8 + 4 * columns)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 1).put((byte) 3).putShort((short) columns).putInt(7).putInt(rows).putInt(2);
        for (int i = 0; i < rows; i++) {
            bytes.putDouble(100 + i);
        }
        for (int i = 0; i < rows * columns; i++) {
            bytes.putFloat(i);
        }
        return bytes.flip();
    }

    @Test
    void readsRows() {
        PageMessage.Rows read = (PageMessage.Rows) PageMessage.of(rows(2, 3));
        assertThat(read.seat()).isEqualTo(3);
        assertThat(read.first()).isEqualTo(7);
        assertThat(read.forgotten()).isEqualTo(2);
        assertThat(read.stamps()).containsExactly(100, 101);
        assertThat(read.values()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void readsSound() {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 16 + 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 2).put((byte) 0).putShort((short) 0).putInt(2).putDouble(320).putDouble(5.5).putShort((short) -4)
                .putShort((short) 9);
        PageMessage.Sound read = (PageMessage.Sound) PageMessage.of(bytes.flip());
        assertThat(read.frame()).isEqualTo(320);
        assertThat(read.stamp()).isEqualTo(5.5);
        assertThat(read.values()).containsExactly((short) -4, (short) 9);
    }

    @Test
    void refusesWhateverElseComesInOneWay() {
        Random chance = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = chance.nextBoolean() ? new byte[chance.nextInt(60)] : rows(2, 3).array();
            for (int change = chance.nextInt(8); change >= 0 && bytes.length > 0; change--) {
                bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt();
            }
            try {
                assertThat(PageMessage.of(ByteBuffer.wrap(bytes))).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessage("this is no message of samples");
            }
        }
        ByteBuffer endless = rows(1, 1);
        endless.putInt(8, -1);
        assertThatThrownBy(() -> PageMessage.of(endless)).isInstanceOf(IllegalArgumentException.class);
    }
}
