package io.github.portregistry.file;

import org.jspecify.annotations.Nullable;

/**
 * What an operation wants a registry to be, and what it returns.
 *
 * @param <T> the type of the result
 * @param document the document wanted, the same instance if nothing is to be written
 * @param result the result to return
 * @param copy the name of a copy of the registry as it was found, which is kept in the
 * registry's {@linkplain RegistryFile#directory() directory} if something is written, or
 * {@code null} for none
 */
public record Change<T extends @Nullable Object>(RegistryDocument document, T result, @Nullable String copy) {

	/**
	 * Create a change of which no copy is kept.
	 * @param document the document wanted, the same instance if nothing is to be written
	 * @param result the result to return
	 */
	public Change(RegistryDocument document, T result) {
		this(document, result, null);
	}

	/**
	 * Return this change with a copy of the registry as it was found.
	 * @param name the name of the copy
	 * @return the change
	 */
	public Change<T> withCopy(String name) {
		return new Change<>(this.document, this.result, name);
	}

}
