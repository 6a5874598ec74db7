package io.github.portregistry.cli.audit;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of files that are looked into. The first whose pattern the path of a file has
 * in it is the kind of the file.
 */
public enum FileKind {

	/** Properties of a Spring Boot app. */
	SPRING("/(application|bootstrap)[^/]*\\.(ya?ml|properties)$", new SpringScanner()),

	/** Metrics. */
	PROMETHEUS("/prometheus[^/]*\\.ya?ml$", new PrometheusScanner()),

	/** Docker Compose; files for {@code include} are often in a folder of this name. */
	COMPOSE("/[^/]*(compose|docker-stack)([-_.][^/]*)?\\.ya?ml$|/(docker|[^/]*compose)/[^/]*\\.ya?ml$",
			new ComposeScanner()),

	/** Variables. */
	ENV("/\\.env[^/]*$", new EnvScanner()),

	/** Requests for the HTTP clients of editors. */
	HTTP("/[^/]*\\.(http|rest)$", new HttpScanner()),

	/** Environments of such requests. */
	HTTP_ENVIRONMENT("/http-client(\\.private)?\\.env\\.json$", new JsonScanner()),

	/** Development servers. */
	VITE("/(vite|vitest|webpack|vue|nuxt|next|astro|svelte|rsbuild)[^/]*\\.config([-.][^/]*)?\\.[cm]?[jt]s$",
			new CodeScanner(true)),

	/** Tests in browsers. */
	PLAYWRIGHT("/(playwright|cypress)[^/]*\\.config([-.][^/]*)?\\.[cm]?[jt]s$", new CodeScanner(true)),

	/** How Visual Studio Code starts and debugs programs. */
	LAUNCH("/launch\\.json$", new JsonScanner()),

	/** Tasks of Visual Studio Code. */
	TASKS("/tasks\\.json$", new JsonScanner()),

	/** Servers of the Model Context Protocol. */
	MCP("/\\.?mcp\\.json$", new JsonScanner()),

	/** A web server before the apps. */
	NGINX("/[^/]*nginx[^/]*\\.(conf|template)$|/[^/]*\\.nginx$|/nginx[^/]*/(.*/)?[^/]*\\.(conf|template)$"
			+ "|/(conf\\.d|sites-(available|enabled))/[^/]*$", new NginxScanner()),

	/** Images of containers. */
	DOCKERFILE("/((dockerfile|containerfile)([-_.][^/]*)?|[^/]*\\.(dockerfile|containerfile))$",
			new DockerfileScanner()),

	/** Java. */
	JAVA("\\.java$", new CodeScanner(false)),

	/** Kotlin. */
	KOTLIN("\\.kts?$", new CodeScanner(false)),

	/** TypeScript. */
	TYPESCRIPT("\\.([cm]?ts|tsx)$", new CodeScanner(false)),

	/** JavaScript. */
	JAVASCRIPT("(?<!\\.min)\\.([cm]?js|jsx)$", new CodeScanner(false));

	private final Pattern pattern;

	private final FileScanner scanner;

	FileKind(String pattern, FileScanner scanner) {
		this.pattern = Pattern.compile(pattern);
		this.scanner = scanner;
	}

	FileScanner scanner() {
		return this.scanner;
	}

	/**
	 * Return the name of the kind in reports.
	 * @return the name, such as {@code compose}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return the kind of a file.
	 * @param path the path of the file, with {@code /}
	 * @return the kind, or {@code null} if the file is not looked into
	 */
	static @Nullable FileKind of(String path) {
		String normal = "/" + path.toLowerCase(Locale.ROOT);
		for (FileKind kind : values()) {
			if (kind.pattern.matcher(normal).find()) {
				return kind;
			}
		}
		return null;
	}

}
