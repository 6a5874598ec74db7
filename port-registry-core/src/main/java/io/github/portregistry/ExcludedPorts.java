package io.github.portregistry;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ports that are never chosen automatically. An app that asks for one of them still gets
 * it. {@link #DEFAULT} contains the ports that browsers refuse to open, according to the
 * <a href="https://fetch.spec.whatwg.org/#port-blocking">"bad ports" of the WHATWG Fetch
 * standard</a>, and the default ports of developer tools, according to the documentation
 * of each tool.
 *
 * @since 0.1.0
 */
public final class ExcludedPorts {

	private static final int[] BROWSERS = { 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79,
			87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
			465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995,
			1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
			10080 };

	private static final int[] TOOLS = { //
			1433, // Microsoft SQL Server
			1521, // Oracle Database
			2181, // Apache ZooKeeper
			2375, 2376, // Docker
			3000, // Grafana and many Node.js development servers
			3306, // MySQL and MariaDB
			3389, // Remote Desktop
			4200, // Angular development server
			4317, 4318, // OpenTelemetry Protocol
			5000, 7000, // AirPlay receiver of macOS
			5001, // Firebase emulators, ASP.NET, kind's local registry
			5002, // Firebase App Hosting emulator
			5003, // FileMaker
			5005, // Java debugger, as IDEs start it
			5006, // Bokeh and Panel
			5037, // Android Debug Bridge
			5044, // Logstash
			5050, // pgAdmin
			5173, 5174, // Vite development servers
			5201, // iPerf3
			5222, 5269, // XMPP
			5353, 5355, // Multicast DNS and LLMNR
			5357, // Web Services for Devices of Windows
			5432, 5433, // PostgreSQL, with a second server
			5500, // Live Server
			5554, 5555, // Android emulator
			5601, // Kibana
			5671, 5672, 15672, // RabbitMQ
			5678, // Python debugger (debugpy), n8n
			5900, // VNC
			5984, // Apache CouchDB
			5985, 5986, // Windows Remote Management
			6379, // Redis
			6443, // Kubernetes
			8761, // Spring Cloud Netflix Eureka
			8888, // Spring Cloud Config, Jupyter
			9090, // Prometheus
			9092, // Apache Kafka
			9200, 9300, // Elasticsearch
			9411, // Zipkin
			11211, // Memcached
			27017, // MongoDB
	};

	/**
	 * The ports excluded by default, in ascending order.
	 */
	public static final Set<Integer> DEFAULT = Collections.unmodifiableSet(of(BROWSERS, TOOLS));

	private static final Set<Integer> REFUSED = of(BROWSERS);

	private ExcludedPorts() {
	}

	/**
	 * Whether browsers refuse to open a port.
	 * @param port the port
	 * @return whether it is one of the "bad ports"
	 */
	public static boolean isRefusedByBrowsers(int port) {
		return REFUSED.contains(port);
	}

	private static Set<Integer> of(int[]... lists) {
		Set<Integer> ports = new TreeSet<>();
		for (int[] list : lists) {
			for (int port : list) {
				ports.add(port);
			}
		}
		return ports;
	}

}
