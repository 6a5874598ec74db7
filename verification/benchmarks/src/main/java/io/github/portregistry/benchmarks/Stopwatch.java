package io.github.portregistry.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Measures how long the application is inside the starter: while it claims ports, while
 * its other beans are created, in its customizer and in its lifecycle callbacks. The
 * class loading that these cause is part of it; reading the list of auto-configurations
 * is not.
 */
@Configuration(proxyBeanMethods = false)
class Stopwatch {

	/** What the line of output starts with. */
	static final String TIMES = "milliseconds inside the starter ";

	private static final int CUSTOMIZER_ORDER = 100;

	/** The phase in which Spring Boot starts web servers. */
	private static final int SERVER_PHASE = SmartLifecycle.DEFAULT_PHASE - 2048;

	private static final String PACKAGE = "io.github.portregistry.";

	private static final String NAME = "portRegistry";

	/** What the times of the processor have behind the place. */
	static final String CPU = "-cpu";

	private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private static final Map<String, Long> nanos = new LinkedHashMap<>();

	private static final Deque<String> entered = new ArrayDeque<>();

	private static void enter(String place) {
		if (entered.isEmpty()) {
			add(place, -1);
		}
		entered.push(place);
	}

	private static void leave() {
		String place = entered.pop();
		if (entered.isEmpty()) {
			add(place, 1);
		}
	}

	private static void add(String place, int sign) {
		nanos.merge(place + CPU, sign * threads.getCurrentThreadCpuTime(), Long::sum);
		nanos.merge(place, sign * System.nanoTime(), Long::sum);
	}

	@Bean
	static ClaimMark claiming() {
		return new ClaimMark(Ordered.HIGHEST_PRECEDENCE, () -> enter("claim"));
	}

	@Bean
	static ClaimMark claimed() {
		return new ClaimMark(Ordered.HIGHEST_PRECEDENCE + 1, Stopwatch::leave);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Beans beans() {
		return new Beans(new ArrayDeque<>());
	}

	@Bean
	Mark answering() {
		return new Mark(CUSTOMIZER_ORDER - 1, () -> enter("answer"));
	}

	@Bean
	Mark answered() {
		return new Mark(CUSTOMIZER_ORDER + 1, Stopwatch::leave);
	}

	@Bean
	Phase releasing() {
		return new Phase(SERVER_PHASE - 1, () -> enter("release"));
	}

	@Bean
	Phase released() {
		return new Phase(SERVER_PHASE, Stopwatch::leave);
	}

	@Bean
	Phase recording() {
		return new Phase(SERVER_PHASE + 1, () -> enter("record"));
	}

	@Bean
	Phase recorded() {
		return new Phase(SERVER_PHASE + 2, Stopwatch::leave);
	}

	@Bean
	ApplicationListener<ApplicationStartedEvent> report() {
		return (event) -> {
			StringBuilder line = new StringBuilder();
			nanos.forEach(
					(place, nanos) -> line.append(String.format(Locale.ROOT, " %s %.3f", place, nanos / 1_000_000d)));
			System.out.println(TIMES + line.toString().strip());
		};
	}

	/**
	 * A post-processor that comes before or after the starter's. Of those of one order,
	 * the beans of auto-configurations come last.
	 */
	private record ClaimMark(int getOrder, Runnable action) implements BeanFactoryPostProcessor, PriorityOrdered {

		@Override
		public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
			this.action.run();
		}

	}

	/**
	 * Measures the creation of the starter's beans.
	 */
	private record Beans(Deque<String> names) implements InstantiationAwareBeanPostProcessor {

		@Override
		public @Nullable Object postProcessBeforeInstantiation(Class<?> type, String name) {
			if (name.startsWith(NAME) || isOfStarter(type)) {
				this.names.push(name);
				enter("beans");
			}
			return null;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			if (name.equals(this.names.peek())) {
				this.names.pop();
				leave();
			}
			return bean;
		}

		private static boolean isOfStarter(Class<?> type) {
			return type.getName().startsWith(PACKAGE) && !type.getPackage().equals(Stopwatch.class.getPackage());
		}

	}

	/**
	 * A customizer that comes before or after the starter's.
	 */
	private record Mark(int getOrder,
			Runnable action) implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

		@Override
		public void customize(ConfigurableWebServerFactory factory) {
			this.action.run();
		}

	}

	/**
	 * A callback that comes before those of the same phase that auto-configurations
	 * bring.
	 */
	private record Phase(int getPhase, Runnable action) implements SmartLifecycle {

		@Override
		public void start() {
			this.action.run();
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

}
