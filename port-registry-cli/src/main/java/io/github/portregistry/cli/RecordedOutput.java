package io.github.portregistry.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Writes to a file of this process, and remembers if that fails: a {@code PrintStream}
 * does not say why.
 */
final class RecordedOutput extends FileOutputStream {

	private @Nullable IOException failure;

	RecordedOutput(FileDescriptor descriptor) {
		super(descriptor);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		try {
			super.write(bytes, offset, length);
		}
		catch (IOException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/**
	 * Return what is said of the failure.
	 * @return the message; empty if the reader has left, which it may, and {@code null}
	 * if nothing failed
	 */
	@Nullable String describeFailure() {
		if (this.failure == null) {
			return null;
		}
		String reason = String.valueOf(this.failure.getMessage());
		return reason.contains("Broken pipe") ? "" : "The output cannot be written: " + reason;
	}

}
