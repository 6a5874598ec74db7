package io.github.portregistry.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads paths, and says in the user's words why one is none.
 */
final class PathConverter implements ITypeConverter<Path> {

	@Override
	public Path convert(String value) {
		try {
			return Path.of(value);
		}
		catch (InvalidPathException ex) {
			throw new TypeConversionException("'" + value + "' is not a path: " + ex.getReason());
		}
	}

}
