package io.github.portregistry.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link InstanceRecords} in a directory where something else is in the place
 * of a record: it is left alone, and the other records are found.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ForeignRecordTests {

	private static final int MAX_LENGTH = 64 * 1024;

	@TempDir
	private Path directory;

	private Path foreign;

	private InstanceRecords records;

	private String text;

	@BeforeEach
	void setUp() throws IOException {
		this.foreign = this.directory.resolve("4711-orders");
		this.records = new InstanceRecords(this.directory);
		this.records.write(InstanceBuilder.of("orders").build());
		this.text = InstanceFormat.write(InstanceBuilder.of("orders").state(State.STOPPED).at(1, 1).build());
	}

	private void assertLeftAlone() throws IOException {
		List<Instance> found = this.records.findAll();
		assertThat(found).extracting(Instance::state).containsExactly(State.UP);
		this.records.prune(found.get(0));
		Instance stopped = found.get(0).in(State.STOPPED);
		this.records.write(stopped);
		this.records.prune(stopped);
		assertThat(this.records.findAll()).extracting(Instance::pid).containsExactly(ProcessHandle.current().pid());
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).hasSize(2).contains(this.foreign);
		}
	}

	@Test
	void findAllAndPruneGoByWholeRecords() throws IOException {
		Files.writeString(this.foreign, this.text);
		Instance stopped = InstanceBuilder.of("orders").state(State.STOPPED).build();
		this.records.write(stopped);
		this.records.prune(stopped);
		assertThat(this.foreign).as("a record is not left alone").doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", "name=orders\nstate=stopped\n", "name=orders\nport=x\npid=y\n",
			"\0\u0001\u001b[2J", "%PDF-1.7", "<html>", "a:5010:b\n", "name=\\u12" })
	void findAllWhenFileHoldsGarbageLeavesItAlone(String garbage) throws IOException {
		Files.writeString(this.foreign, garbage, StandardCharsets.ISO_8859_1);
		assertLeftAlone();
		assertThat(this.foreign).content(StandardCharsets.ISO_8859_1).isEqualTo(garbage);
	}

	@Test
	void findAllWhenFileHoldsAllBytesLeavesItAlone() throws IOException {
		byte[] bytes = new byte[256];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) i;
		}
		Files.write(this.foreign, bytes);
		assertLeftAlone();
		assertThat(this.foreign).hasBinaryContent(bytes);
	}

	@Test
	void findAllWhenRecordIsCutLeavesItAlone() throws IOException {
		Files.writeString(this.foreign, this.text.substring(0, this.text.indexOf("started-at")));
		assertLeftAlone();
	}

	@Test
	void findAllWhenFileIsTooLongLeavesItAlone() throws IOException {
		int missing = MAX_LENGTH - this.text.length();
		Files.writeString(this.foreign, this.text + "#" + "x".repeat(missing));
		assertLeftAlone();
	}

	@Test
	void findAllWhenRecordIsOfGreatestLengthReadsIt() throws IOException {
		Files.writeString(this.foreign, this.text.replace("orders", "billing"));
		Files.writeString(this.foreign, "#" + "x".repeat(MAX_LENGTH - (int) Files.size(this.foreign) - 2) + "\n"
				+ this.text.replace("orders", "billing"));
		assertThat(this.foreign).hasSize(MAX_LENGTH);
		assertThat(this.records.findAll()).extracting(Instance::name).containsExactly("billing", "orders");
	}

	@Test
	void findAllWhenDirectoryIsInPlaceOfRecordLeavesItAlone() throws IOException {
		Files.writeString(Files.createDirectory(this.foreign).resolve("4711-orders"), this.text);
		assertLeftAlone();
		assertThat(this.foreign).isNotEmptyDirectory();
	}

	@Test
	void findAllWhenPipeIsInPlaceOfRecordDoesNotBlock() throws Exception {
		assertThat(new ProcessBuilder("mkfifo", this.foreign.toString()).start().waitFor()).isZero();
		assertLeftAlone();
	}

	@Test
	void writeWhenPipeIsInPlaceOfTemporaryFileDoesNotBlock() throws Exception {
		Instance instance = InstanceBuilder.of("billing").build();
		Path temporaryFile = this.directory.resolve(RecordName.of(instance) + ".tmp");
		assertThat(new ProcessBuilder("mkfifo", temporaryFile.toString()).start().waitFor()).isZero();
		this.records.write(instance);
		assertThat(temporaryFile).doesNotExist();
		assertThat(this.records.findAll()).extracting(Instance::name).containsExactly("orders", "billing");
	}

	@Test
	void findAllWhenLinkIsBrokenLeavesItAlone() throws IOException {
		Files.createSymbolicLink(this.foreign, Path.of("missing"));
		assertLeftAlone();
	}

	@Test
	void findAllWhenFileMayNotBeReadLeavesItAlone() throws IOException {
		Files.writeString(this.foreign, this.text);
		Files.setPosixFilePermissions(this.foreign, PosixFilePermissions.fromString("-w-------"));
		assumeThat(this.foreign).satisfies((file) -> assertThat(Files.isReadable(file)).isFalse());
		assertLeftAlone();
	}

	@Test
	void findAllWhenRecordIsBeingWrittenLeavesItAlone() throws IOException {
		this.foreign = this.directory.resolve("4711-orders.tmp");
		Files.writeString(this.foreign, this.text);
		assertLeftAlone();
	}

}
