package io.github.portregistry.discovery;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;

/**
 * {@link ReactiveDiscoveryClient} that has a {@link PortRegistryDiscoveryClient} read the
 * files on a thread that may block.
 */
class PortRegistryReactiveDiscoveryClient implements ReactiveDiscoveryClient {

	private final PortRegistryDiscoveryClient client;

	PortRegistryReactiveDiscoveryClient(PortRegistryDiscoveryClient client) {
		this.client = client;
	}

	@Override
	public String description() {
		return this.client.description();
	}

	@Override
	public int getOrder() {
		return this.client.getOrder();
	}

	@Override
	public Mono<Void> reactiveProbe() {
		return Mono.<Void>fromRunnable(this.client::probe).subscribeOn(Schedulers.boundedElastic());
	}

	@Override
	public Flux<String> getServices() {
		return Flux.defer(() -> Flux.fromIterable(this.client.getServices())).subscribeOn(Schedulers.boundedElastic());
	}

	@Override
	public Flux<ServiceInstance> getInstances(String serviceId) {
		return Flux.defer(() -> Flux.fromIterable(this.client.getInstances(serviceId)))
			.subscribeOn(Schedulers.boundedElastic());
	}

}
