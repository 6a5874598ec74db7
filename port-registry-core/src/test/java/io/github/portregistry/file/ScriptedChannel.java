package io.github.portregistry.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A channel that locks as another system does: refused for some attempts, or waiting in a
 * call that nothing ends.
 */
final class ScriptedChannel extends FileChannel {

	private final List<String> calls = new ArrayList<>();

	private final int refusals;

	private final IOException failure;

	private int attempts;

	/**
	 * Create a channel.
	 * @param refusals how often an attempt to lock is refused
	 * @param failure why waiting fails, or {@code null} if it never ends
	 */
	ScriptedChannel(int refusals, IOException failure) {
		this.refusals = refusals;
		this.failure = failure;
	}

	/** The methods that were called, a wait once and attempts without repetition. */
	synchronized List<String> calls() {
		return List.copyOf(this.calls);
	}

	private synchronized void called(String method) {
		if (this.calls.isEmpty() || !this.calls.get(this.calls.size() - 1).equals(method)) {
			this.calls.add(method);
		}
	}

	@Override
	public FileLock tryLock(long position, long size, boolean shared) {
		called("tryLock");
		return (++this.attempts > this.refusals) ? new Lock(this) : null;
	}

	@Override
	public FileLock lock(long position, long size, boolean shared) throws IOException {
		called("lock");
		if (this.failure != null) {
			throw this.failure;
		}
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return null;
	}

	@Override
	protected void implCloseChannel() {
		called("close");
	}

	@Override
	public int read(ByteBuffer buffer) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long read(ByteBuffer[] buffers, int offset, int length) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int write(ByteBuffer buffer) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long write(ByteBuffer[] buffers, int offset, int length) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long position() {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileChannel position(long position) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long size() {
		throw new UnsupportedOperationException();
	}

	@Override
	public FileChannel truncate(long size) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void force(boolean metaData) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long transferTo(long position, long count, WritableByteChannel target) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long transferFrom(ReadableByteChannel source, long position, long count) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int read(ByteBuffer buffer, long position) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int write(ByteBuffer buffer, long position) {
		throw new UnsupportedOperationException();
	}

	@Override
	public MappedByteBuffer map(MapMode mode, long position, long size) {
		throw new UnsupportedOperationException();
	}

	private static final class Lock extends FileLock {

		Lock(FileChannel channel) {
			super(channel, 0, Long.MAX_VALUE, false);
		}

		@Override
		public boolean isValid() {
			return true;
		}

		@Override
		public void release() {
			// Nothing is locked.
		}

	}

}
