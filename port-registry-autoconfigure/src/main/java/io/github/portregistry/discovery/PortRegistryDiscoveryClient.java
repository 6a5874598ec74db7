package io.github.portregistry.discovery;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.ServiceStatus;
import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * {@link DiscoveryClient} that finds the running instances of this machine. Looks them up
 * whenever it is asked.
 */
class PortRegistryDiscoveryClient implements DiscoveryClient {

	/** Behind the registries that know more than one machine. */
	static final int ORDER = 1000;

	private final ServiceLookup lookup;

	private final InstanceCheck check = new InstanceCheck();

	PortRegistryDiscoveryClient(ServiceLookup lookup) {
		this.lookup = lookup;
	}

	@Override
	public String description() {
		return "Apps of this machine in " + this.lookup.registry().getLocation();
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void probe() {
		this.lookup.registry().instances();
	}

	@Override
	public List<String> getServices() {
		return this.lookup.findNamesUp();
	}

	@Override
	public List<ServiceInstance> getInstances(String serviceId) {
		ServiceStatus service = this.lookup.find(serviceId).orElse(null);
		if (service == null || service.instances().isEmpty()) {
			return List.of();
		}
		List<Instance> managementServers = this.lookup.registry()
			.instances()
			.stream()
			.filter((instance) -> AssignmentNames.MANAGEMENT.equals(instance.purpose()))
			.toList();
		return service.instances()
			.stream()
			.filter((instance) -> ServiceLookup.isUp(instance) && this.check.isListening(instance))
			.map((instance) -> toServiceInstance(serviceId, instance, managementServers))
			.toList();
	}

	private static ServiceInstance toServiceInstance(String serviceId, Instance instance,
			List<Instance> managementServers) {
		URI uri = URI.create((instance.url() != null) ? instance.url() : "http://localhost");
		Map<String, String> metadata = new LinkedHashMap<>();
		metadata.put("pid", Long.toString(instance.pid()));
		metadata.put("directory", instance.directory());
		put(metadata, "worktree", instance.worktree());
		put(metadata, "context-path", uri.getRawPath());
		managementServers.stream()
			.filter((server) -> server.service().equals(instance.service()) && server.isOfSameProcess(instance))
			.forEach((server) -> metadata.put("management.port", Integer.toString(server.port())));
		return new DefaultServiceInstance(instance.name() + ":" + instance.pid(), serviceId, uri.getHost(),
				instance.port(), "https".equals(uri.getScheme()), metadata);
	}

	private static void put(Map<String, String> metadata, String key, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			metadata.put(key, value);
		}
	}

}
