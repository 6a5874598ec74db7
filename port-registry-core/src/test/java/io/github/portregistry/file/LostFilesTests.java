package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LostFiles}.
 */
class LostFilesTests {

	@TempDir
	private Path directory;

	private void keep(String content) throws IOException {
		new LostFiles(this.directory).keep(Files.writeString(this.directory.resolve("backup"), content));
	}

	private void write(String name) throws IOException {
		Files.writeString(this.directory.resolve(name), name);
	}

	private String contents() throws IOException {
		StringBuilder contents = new StringBuilder();
		for (Path file : new LostFiles(this.directory).list()) {
			contents.append(Files.readString(file)).append(' ');
		}
		return contents.toString().strip();
	}

	@Test
	void keepKeepsTheLastFive() throws IOException {
		for (int i = 1; i <= 12; i++) {
			keep("n" + i);
		}
		assertThat(contents()).isEqualTo("n8 n9 n10 n11 n12");
		assertThat(this.directory.resolve("backup")).doesNotExist();
		assertThat(this.directory.resolve("lost-0012")).hasContent("n12");
	}

	@Test
	void keepAfterAClockWasAheadRemovesWhatWasThereBefore() throws IOException {
		for (int i = 1; i <= 5; i++) {
			write("lost-2099-01-0" + i + "T00-00-00Z");
		}
		keep("a");
		keep("b");
		assertThat(contents())
			.isEqualTo("lost-2099-01-03T00-00-00Z lost-2099-01-04T00-00-00Z lost-2099-01-05T00-00-00Z" + " a b");
	}

	@Test
	void keepGoesOnCountingBeyondFourDigits() throws IOException {
		write("lost-9999");
		write("lost-123456789012345678901234567890");
		keep("next");
		assertThat(contents()).isEqualTo("lost-123456789012345678901234567890 lost-9999 next");
	}

	@Test
	void keepReplacesNothing() throws IOException {
		write("lost-0001");
		Files.createDirectory(this.directory.resolve("lost-0002"));
		keep("next");
		assertThat(this.directory.resolve("lost-0002")).isEmptyDirectory();
		assertThat(contents()).isEqualTo("lost-0001 next");
	}

}
