package io.github.portregistry.file;

import org.jspecify.annotations.Nullable;

/**
 * The new content of a registry that an operation requests, and the result of the
 * operation.
 *
 * @param <T> the type of the result
 * @param document the new document, or the same object if nothing has to be written
 * @param result the result to return
 * @param copy the name of a copy of the original registry, which is kept in the
 * {@linkplain RegistryFile#directory() directory} of the registry if something is
 * written, or {@code null} for no copy
 */
public record Change<T extends @Nullable Object>(RegistryDocument document, T result, @Nullable String copy) {

	/**
	 * Create a change that does not keep a copy.
	 * @param document the new document, or the same object if nothing has to be written
	 * @param result the result to return
	 */
	public Change(RegistryDocument document, T result) {
		this(document, result, null);
	}

	/**
	 * Return this change with a copy of the original registry.
	 * @param name the name of the copy
	 * @return the change
	 */
	public Change<T> withCopy(String name) {
		return new Change<>(this.document, this.result, name);
	}

}
