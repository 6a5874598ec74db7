package io.github.portregistry.net;

import java.io.Serializable;

import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A container of Docker or Podman. Whoever made it or its image chose these texts, so
 * they are made printable and cut after 200 characters.
 *
 * @param name the name of the container, such as {@code shop-db-1}
 * @param image the image, such as {@code postgres:16}; empty if it is not known
 * @param project the Compose project, or {@code null} if there is none
 * @param service the service of the Compose project, or {@code null} if there is none
 * @since 0.1.0
 */
public record Container(String name, String image, @Nullable String project,
		@Nullable String service) implements Serializable {

	private static final int MAX_LENGTH = 200;

	/**
	 * Create a container.
	 * @param name the name
	 * @param image the image, maybe empty
	 * @param project the Compose project, or {@code null} or blank if there is none
	 * @param service the service, or {@code null} or blank if there is none
	 */
	public Container {
		name = clean(name);
		image = clean(image);
		project = (project != null && !project.isBlank()) ? clean(project) : null;
		service = (service != null && !service.isBlank()) ? clean(service) : null;
	}

	private static String clean(String text) {
		return PrintableText.of((text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH - 1) + "…" : text);
	}

	/**
	 * Describe the container to people.
	 * @return for example
	 * {@code container shop-db-1 (postgres:16), service 'db' of Compose project 'shop'}
	 */
	@Override
	public String toString() {
		String text = "container " + this.name + (this.image.isEmpty() ? "" : " (" + this.image + ")");
		String part = (this.service != null) ? "service '" + this.service + "'" : "";
		if (this.project != null) {
			part += (part.isEmpty() ? "part" : "") + " of Compose project '" + this.project + "'";
		}
		return part.isEmpty() ? text : text + ", " + part;
	}

}
