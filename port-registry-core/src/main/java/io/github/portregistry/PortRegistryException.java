package io.github.portregistry;

import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Base class of the exceptions that a {@link PortRegistry} throws. The message describes
 * what happened, including the value, in one line. When one of these exceptions is
 * thrown, the registry has not changed.
 *
 * @since 0.1.0
 */
public abstract class PortRegistryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message the message, which is made printable
	 * @param cause the cause, or {@code null} if there is none
	 */
	PortRegistryException(String message, @Nullable Throwable cause) {
		super(PrintableText.of(message), cause);
	}

}
