package io.github.portregistry.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a port as the Python program does that this command replaces: white space, a
 * sign, leading zeros and single underscores between digits are allowed.
 */
class PortConverter implements ITypeConverter<Integer> {

	private static final int MAX = 65535;

	private final int max;

	PortConverter() {
		this(MAX);
	}

	PortConverter(int max) {
		this.max = max;
	}

	@Override
	public Integer convert(String value) {
		String digits = value.strip();
		digits = digits.startsWith("+") ? digits.substring(1) : digits;
		if (!digits.matches("[0-9]+(_[0-9]+)*")) {
			throw refuse(value);
		}
		digits = digits.replace("_", "").replaceFirst("^0+(?=.)", "");
		int port = (digits.length() <= 5) ? Integer.parseInt(digits) : Integer.MAX_VALUE;
		if (port < 1 || port > this.max) {
			throw refuse(value);
		}
		return port;
	}

	private TypeConversionException refuse(String value) {
		return new TypeConversionException("'" + value + "' is not a port: it must be from 1 to " + this.max);
	}

	/**
	 * Reads the port behind the last one of a range.
	 */
	static final class End extends PortConverter {

		End() {
			super(MAX + 1);
		}

	}

}
