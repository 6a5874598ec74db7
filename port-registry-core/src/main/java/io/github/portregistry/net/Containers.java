package io.github.portregistry.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Finds the containers that ports are published for. Whoever listens on such a port is
 * only a proxy of Docker or Podman, and often a process that this user may not see. So
 * the {@linkplain ContainerClients clients} are asked about the ports of such listeners,
 * and are not run if there is none. This takes most of a second if they hang, so it must
 * not be done under the lock of the registry.
 */
public final class Containers {

	/**
	 * The programs that listen on published ports: the proxies of Docker Engine
	 * ({@code docker-proxy}, or {@code dockerd} if {@code userland-proxy} is off), of its
	 * rootless mode (rootless-containers/rootlesskit: {@code rootlesskit} and its port
	 * drivers), of Docker Desktop ({@code com.docker.backend}, {@code com.docker.vmnetd}
	 * for low ports, before them {@code com.docker.vpnkit} and {@code vpnkit}), of Podman
	 * (containers/podman: {@code conmon} for root, otherwise {@code rootlessport}, up to
	 * Podman 3 as {@code containers-rootlessport}, or its networks {@code slirp4netns}
	 * and {@code pasta}) and of its machine ({@code gvproxy}), and of the virtual
	 * machines of others ({@code wslrelay} or {@code wslhost} of WSL, {@code host-switch}
	 * of Rancher Desktop on Windows, {@code OrbStack Helper}, and {@code limactl} or the
	 * {@code ssh} that Lima, Colima and Rancher Desktop forward ports with).
	 */
	private static final Set<String> PROXIES = Set.of("docker-proxy", "dockerd", "rootlesskit", "com.docker.backend",
			"com.docker.vpnkit", "com.docker.vmnetd", "vpnkit", "conmon", "rootlessport", "containers-rootlessport",
			"slirp4netns", "pasta", "pasta.avx2", "passt", "passt.avx2", "gvproxy", "wslrelay", "wslhost",
			"host-switch", "orbstack helper", "orbstack", "limactl", "ssh");

	/** {@code lsof} shows no more of a name. */
	private static final int CUT_LENGTH = 9;

	/** Who looks at a dashboard asks many times a second. */
	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(2);

	private static final Containers OF_THIS_MACHINE = new Containers(() -> new ContainerClients().list());

	private final Lock lock = new ReentrantLock();

	private final Supplier<List<PublishedContainer>> clients;

	private @Nullable List<PublishedContainer> known;

	private long knownSince;

	Containers(Supplier<List<PublishedContainer>> clients) {
		this.clients = clients;
	}

	/**
	 * Add the containers to the listeners that are, or may be, proxies of containers.
	 * @param listeners the listeners
	 * @return the listeners, in the same order
	 */
	public static List<Listener> addTo(List<Listener> listeners) {
		return OF_THIS_MACHINE.add(listeners);
	}

	List<Listener> add(List<Listener> listeners) {
		if (listeners.stream().noneMatch(Containers::mayBeProxy)) {
			return listeners;
		}
		List<PublishedContainer> published = published();
		return listeners.stream()
			.map((listener) -> mayBeProxy(listener) ? withContainer(listener, published) : listener)
			.toList();
	}

	private static boolean mayBeProxy(Listener listener) {
		ListeningProcess process = listener.process();
		return process == null || process.program() == null || isProxy(process.program());
	}

	static boolean isProxy(String program) {
		String name = program.toLowerCase(Locale.ROOT).replaceFirst("\\.exe$", "");
		return PROXIES.contains(name)
				|| (name.length() == CUT_LENGTH && PROXIES.stream().anyMatch((proxy) -> proxy.startsWith(name)));
	}

	private static Listener withContainer(Listener listener, List<PublishedContainer> published) {
		Container container = find(listener.port(), published);
		if (container == null) {
			return listener;
		}
		long pid = (listener.process() != null) ? listener.process().pid() : 0;
		return new Listener(listener.port(), new ListeningProcess(pid, null, null, container));
	}

	/**
	 * Find the container of a port. All containers of a pod list the ports of all, so if
	 * there are several, only the one that holds their network is known to have it.
	 */
	private static @Nullable Container find(int port, List<PublishedContainer> published) {
		List<PublishedContainer> all = new ArrayList<>(published);
		all.removeIf((container) -> !container.ports().get(port));
		long others = all.stream().filter((container) -> !container.infra()).count();
		return all.stream()
			.filter((container) -> container.infra() == (others != 1))
			.findFirst()
			.or(() -> all.stream().findFirst())
			.map(PublishedContainer::container)
			.orElse(null);
	}

	/** Only one caller asks at a time, and those that waited use the same answer. */
	private List<PublishedContainer> published() {
		this.lock.lock();
		try {
			List<PublishedContainer> current = this.known;
			if (current == null || System.nanoTime() - this.knownSince > TIME_TO_LIVE.toNanos()) {
				current = this.clients.get();
				this.known = current;
				this.knownSince = System.nanoTime();
			}
			return current;
		}
		finally {
			this.lock.unlock();
		}
	}

}
