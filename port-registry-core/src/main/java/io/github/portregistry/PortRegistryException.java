package io.github.portregistry;

import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Base class of what a {@link PortRegistry} throws. The message says what happened, with
 * the value, in one line. Whenever one is thrown, the registry is as it was before.
 *
 * @since 0.1.0
 */
public abstract class PortRegistryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message the message, made printable
	 * @param cause the cause, or {@code null}
	 */
	PortRegistryException(String message, @Nullable Throwable cause) {
		super(PrintableText.of(message), cause);
	}

}
