package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MountedFile} with a table of mounts as a container has it.
 */
class MountedFileTests {

	@TempDir
	private Path directory;

	private Path mounts;

	@BeforeEach
	void setUp() throws IOException {
		this.mounts = Files.writeString(this.directory.resolve("mountinfo"), """
				612 534 0:52 / / rw,relatime master:191 - overlay overlay rw,lowerdir=/var/lib
				613 612 0:55 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw
				640 612 254:1 /home/me/.ports /root/.ports rw,relatime - ext4 /dev/vda1 rw
				641 612 254:1 /home/me/x /root/my\\040ports\\134x rw,relatime - ext4 /dev/vda1 rw
				642
				""");
	}

	@Test
	void isTellsWhatIsMountedByItself() {
		assertThat(MountedFile.is(Path.of("/root/.ports"), this.mounts)).isTrue();
		assertThat(MountedFile.is(Path.of("/root/my ports\\x"), this.mounts)).isTrue();
		assertThat(MountedFile.is(Path.of("/home/me/.ports"), this.mounts)).isFalse();
		assertThat(MountedFile.is(Path.of("/root"), this.mounts)).isFalse();
	}

	@Test
	void isWhenSystemHasNoSuchTableIsFalse() {
		assertThat(MountedFile.is(Path.of("/root/.ports"), this.directory.resolve("missing"))).isFalse();
	}

}
