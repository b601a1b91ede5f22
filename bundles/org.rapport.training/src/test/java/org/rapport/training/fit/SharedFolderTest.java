package org.rapport.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

class SharedFolderTest {
    private static final List<String> MOUNTS = List.of("/dev/sda1 / ext4 rw 0 0",
            "server:/share /share nfs4 rw,vers=4.2,local_lock=none 0 0", "server:/old /old nfs rw,vers=3,nolock 0 0",
            "server:/half /half nfs rw,vers=3,local_lock=posix 0 0", "me@host: /home/me/far fuse.sshfs rw 0 0",
            "//server/win /win\\040dows cifs rw,nobrl 0 0", "server:/cover /old/new nfs4 rw,local_lock=none 0 0",
            "lustre /scratch lustre rw,localflock 0 0");

    @Test
    void aMountWhoseLocksNoOtherMachineSeesIsRefused() {
        assertThat(SharedFolder.fault(Path.of("/old/runs"), MOUNTS)).hasValueSatisfying(
                line -> assertThat(line).startsWith("is mounted as nfs with nolock, where locks do not reach other machines"));
        assertThat(List.of("/half/x", "/home/me/far/x", "/win dows/x", "/scratch/x")).map(Path::of)
                .allMatch(folder -> SharedFolder.fault(folder, MOUNTS).isPresent());
        assertThat(List.of("/", "/home/me", "/share/x", "/old/new/x", "/oldest")).map(Path::of)
                .allMatch(folder -> SharedFolder.fault(folder, MOUNTS).isEmpty());
    }
}
