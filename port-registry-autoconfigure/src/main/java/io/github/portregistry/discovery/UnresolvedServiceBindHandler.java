package io.github.portregistry.discovery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.portregistry.discovery.UnknownService.Explanation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses a value that names a service which nobody knows: binding leaves placeholders
 * that it cannot resolve as they are.
 */
class UnresolvedServiceBindHandler extends AbstractBindHandler {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(portregistry\\.(?:ports|urls)\\.[^:}]*)[:}]");

	private final ConfigurableEnvironment environment;

	UnresolvedServiceBindHandler(BindHandler parent, ConfigurableEnvironment environment) {
		super(parent);
		this.environment = environment;
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		String text = getText(name, context);
		if (text != null) {
			check(name, text, (result instanceof CharSequence) ? result : resolve(text));
		}
		return super.onSuccess(name, target, context, result);
	}

	/** A type that is no text refuses the placeholder itself, but does not tell why. */
	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		String text = (error instanceof ConversionException) ? getText(name, context) : null;
		if (text != null) {
			try {
				check(name, text, resolve(text));
			}
			catch (InvalidConfigurationPropertyValueException ex) {
				return super.onFailure(name, target, context, ex);
			}
		}
		return super.onFailure(name, target, context, error);
	}

	/** Returns the value as it is written, if it has placeholders. */
	private static @Nullable String getText(ConfigurationPropertyName name, BindContext context) {
		ConfigurationProperty property = context.getConfigurationProperty();
		return (property != null && property.getName().equals(name) && property.getValue() instanceof CharSequence text
				&& text.toString().contains("${")) ? text.toString() : null;
	}

	private @Nullable Object resolve(String text) {
		return new PropertySourcesPlaceholdersResolver(this.environment).resolvePlaceholders(text);
	}

	private void check(ConfigurationPropertyName name, String text, @Nullable Object resolved) {
		Matcher placeholder = PLACEHOLDER.matcher(String.valueOf(resolved));
		ServiceProperty property = placeholder.find() ? ServiceProperty.parse(placeholder.group(1)) : null;
		if (property != null) {
			Explanation explanation = PortRegistryPropertySource.of(this.environment).explain(property);
			throw new InvalidConfigurationPropertyValueException(name.toString(), text,
					explanation.problem() + ". " + explanation.remedy());
		}
	}

}
