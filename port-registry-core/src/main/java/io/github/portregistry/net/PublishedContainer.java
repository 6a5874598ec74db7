package io.github.portregistry.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A running container with the TCP ports of this machine that are published for it, as
 * {@code docker ps} or {@code podman ps} tells it.
 * <p>
 * Docker prints an object in each line whose fields are texts: {@code Names}
 * ({@code db,web/db}), {@code Ports}
 * ({@code 0.0.0.0:8000-8002->80-82/tcp, [::]:8000-8002->80-82/tcp, 9000/tcp}), and
 * {@code Labels} ({@code a=b,c=d}); see {@code cli/command/formatter/container.go} of
 * docker/cli. Podman prints an array whose fields have a structure, with
 * {@code host_port}, {@code range} and {@code protocol} of each port, or {@code hostPort}
 * up to Podman 3; see {@code pkg/domain/entities/container_ps.go} of containers/podman.
 * Podman's {@code docker} prints Podman's fields in Docker's lines. So each of these is
 * read in each place.
 *
 * @param container the container
 * @param ports the ports of this machine
 * @param infra whether it only holds the network of a pod, whose other containers list
 * the same ports
 */
record PublishedContainer(Container container, BitSet ports, boolean infra) {

	private static final List<String> PROJECT = List.of("com.docker.compose.project", "io.podman.compose.project");

	private static final List<String> SERVICE = List.of("com.docker.compose.service", "io.podman.compose.service");

	private static final int SHORT_ID = 12;

	private static final int MAX_PORT = 0xFFFF;

	/**
	 * Read what a client has printed.
	 * @param text the text
	 * @return the containers that ports are published for; none if the text is anything
	 * else than a list of containers
	 */
	static List<PublishedContainer> list(String text) {
		List<PublishedContainer> containers = new ArrayList<>();
		try {
			for (Object value : JsonText.values(text)) {
				for (Object element : elements(value)) {
					if (element instanceof Map<?, ?> fields) {
						containers.add(of(fields));
					}
				}
			}
		}
		catch (IllegalArgumentException ex) {
			return List.of();
		}
		containers.removeIf((each) -> each.ports.isEmpty() || each.container.name().isBlank());
		return List.copyOf(containers);
	}

	private static PublishedContainer of(Map<?, ?> fields) {
		BitSet ports = new BitSet();
		for (Object port : elements(field(fields, "Ports"), ",")) {
			if (port instanceof Map<?, ?> mapping) {
				addMapping(ports, mapping);
			}
			else {
				addText(ports, text(port).strip());
			}
		}
		Object labels = field(fields, "Labels");
		Container container = new Container(name(fields), text(field(fields, "Image")), label(labels, PROJECT),
				label(labels, SERVICE));
		return new PublishedContainer(container, ports, text(field(fields, "IsInfra")).equals("true"));
	}

	/**
	 * Another container that is linked to this one has a name for it too, as its part.
	 */
	private static String name(Map<?, ?> fields) {
		List<String> names = elements(field(fields, "Names", "Name"), ",").stream()
			.map((name) -> text(name).strip().replaceFirst("^/", ""))
			.filter((name) -> !name.isEmpty())
			.toList();
		String id = text(field(fields, "ID", "Id"));
		return names.stream()
			.filter((name) -> !name.contains("/"))
			.findFirst()
			.or(() -> names.stream().findFirst())
			.orElse(id.substring(0, Math.min(id.length(), SHORT_ID)));
	}

	private static void addMapping(BitSet ports, Map<?, ?> mapping) {
		String protocol = text(field(mapping, "protocol", "Protocol", "Type"));
		long first = SocketText.number(text(field(mapping, "host_port", "hostPort", "HostPort", "PublicPort")));
		long count = SocketText.number(text(field(mapping, "range", "Range")));
		if (protocol.isEmpty() || isTcp(protocol.split(","))) {
			add(ports, first, (count > 1 && count <= MAX_PORT) ? first + count - 1 : first);
		}
	}

	private static void addText(BitSet ports, String text) {
		int arrow = text.indexOf("->");
		int slash = text.indexOf('/', Math.max(arrow, 0));
		if (arrow > 0 && (slash < 0 || isTcp(text.substring(slash + 1)))) {
			String[] range = text.substring(text.lastIndexOf(':', arrow) + 1, arrow).split("-", 2);
			add(ports, SocketText.number(range[0]), SocketText.number(range[range.length - 1]));
		}
	}

	private static boolean isTcp(String... protocols) {
		return Arrays.stream(protocols).anyMatch((protocol) -> protocol.strip().toLowerCase(Locale.ROOT).equals("tcp"));
	}

	private static void add(BitSet ports, long first, long last) {
		if (first > 0 && last >= first && last <= MAX_PORT) {
			ports.set((int) first, (int) last + 1);
		}
	}

	/**
	 * Of a text, the values of labels can be parts of others, since they can have any
	 * characters. If that leaves more than one value, none is known.
	 */
	private static @Nullable String label(Object labels, List<String> names) {
		for (String name : names) {
			if (labels instanceof Map<?, ?> map && map.containsKey(name)) {
				return text(field(map, name));
			}
			List<String> values = elements(labels, ",").stream()
				.map(PublishedContainer::text)
				.filter((label) -> label.startsWith(name + "="))
				.map((label) -> label.substring(name.length() + 1))
				.distinct()
				.toList();
			if (!values.isEmpty()) {
				return (values.size() == 1) ? values.get(0) : null;
			}
		}
		return null;
	}

	private static Object field(Map<?, ?> fields, String... names) {
		for (String name : names) {
			Object value = fields.get(name);
			if (value != null) {
				return value;
			}
		}
		return "";
	}

	private static List<?> elements(Object value) {
		return (value instanceof List<?> list) ? list : List.of(value);
	}

	private static List<?> elements(Object value, String separator) {
		return (value instanceof String text) ? List.of(text.split(separator)) : elements(value);
	}

	private static String text(Object value) {
		return (value instanceof String text) ? text : "";
	}

}
