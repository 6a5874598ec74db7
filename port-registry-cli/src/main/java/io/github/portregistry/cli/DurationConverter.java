package io.github.portregistry.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a duration such as {@code 90d}.
 */
final class DurationConverter implements ITypeConverter<Duration> {

	private static final Map<Character, ChronoUnit> UNITS = Map.of('s', ChronoUnit.SECONDS, 'm', ChronoUnit.MINUTES,
			'h', ChronoUnit.HOURS, 'd', ChronoUnit.DAYS, 'w', ChronoUnit.WEEKS);

	@Override
	public Duration convert(String value) {
		if (!value.matches("[0-9]{1,5}[smhdw]")) {
			throw new TypeConversionException(
					"'" + value + "' is not a time: use a number with s, m, h, d or w behind it, such as 90d");
		}
		int last = value.length() - 1;
		ChronoUnit unit = UNITS.get(value.charAt(last));
		return (unit != null) ? unit.getDuration().multipliedBy(Integer.parseInt(value.substring(0, last)))
				: Duration.ZERO;
	}

}
