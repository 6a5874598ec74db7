package io.github.portregistry.cli.audit;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The ports that tools have by themselves, by the documentation of each. They are the
 * same in every project, and no app's.
 */
final class ToolPorts {

	/** Which tool has a port, whatever is said around it. */
	private static final Map<Integer, String> TOOLS = tools(
			"Microsoft SQL Server 1433; Oracle Database 1521; MySQL 3306 33060; PostgreSQL 5432; Db2 50000;"
					+ " Apache Derby 1527; CockroachDB 26257; Cassandra 9042 7199; MongoDB 27017; CouchDB 5984;"
					+ " Neo4j 7474 7687; Redis 6379 26379; Memcached 11211; Elasticsearch 9200 9300;"
					+ " Solr 8983; Meilisearch 7700; Qdrant 6333 6334; Kibana 5601; Logstash 5044;"
					+ " RabbitMQ 5671 5672 15671 15672 61613 15674; Apache Kafka 9092 29092;"
					+ " ZooKeeper 2181 2888 3888; ActiveMQ 61616 8161; NATS 4222 6222; Pulsar 6650;"
					+ " RocketMQ 9876 10909 10911; MQTT 1883 8883; CoAP 5683 5684; Consul 8500;"
					+ " etcd 2379 2380; Nacos 8848 9848; Sentinel 8719; Dubbo 20880; Zipkin 9411;"
					+ " OpenTelemetry 4317 4318 13133 55679; Jaeger 16686 14250 14268 5778 6831 6832;"
					+ " Prometheus 9090; Loki 3100; Tempo 3200; Graphite 2003 2004;"
					+ " StatsD 8125; Fluentd 24224; GELF 12201; Axon Server 8024 8124; Temporal 7233; LocalStack 4566;"
					+ " Mailpit 1025 8025; MailDev 1080; Mailtrap 2525; GreenMail 3025;"
					+ " LDAP 389 636; ApacheDS 10389 10636; Vite 5173 4173 24678; Storybook 6006; LiveReload 35729; Ollama 11434;"
					+ " Java debugger 5005; JMX 1099; Node.js inspector 9229; Chrome DevTools 9222; Selenium 4444;"
					+ " VNC 5900; Docker 2375 2376; Kubernetes 6443; Remote Desktop 3389");

	/** Which tool has a port that apps have as well, so that it has to be named there. */
	private static final Map<String, Map<Integer, String>> NAMED_TOOLS = Map.ofEntries(named("grafana", "Grafana 3000"),
			named("minio", "MinIO 9000 9001"), named("s3", "MinIO 9000"), named("sonar", "SonarQube 9000"),
			named("logstash", "Logstash 5000"), named("seata", "Seata 8091"), named("fastcgi", "PHP-FPM 9000"),
			named("influx", "InfluxDB 8086"), named("dynamo", "DynamoDB local 8000"),
			named("kafka", "Apache Kafka 9093 9094"), named("alert", "Alertmanager 9093"),
			named("pushgateway", "Pushgateway 9091"), named("exporter", "Node exporter 9100"),
			named("vault", "Vault 8200"), named("consul", "Consul 8300 8301 8600"), named("nats", "NATS 8222"),
			named("hazelcast", "Hazelcast 5701"), named("greenmail", "GreenMail 3110 3143 3465 3993"));

	private static final int FIRST_OF_USERS = 1024;

	private ToolPorts() {
	}

	private static Map.Entry<String, Map<Integer, String>> named(String word, String tool) {
		return Map.entry(word, tools(tool));
	}

	private static Map<Integer, String> tools(String list) {
		Map<Integer, String> tools = new HashMap<>();
		for (String tool : list.split("; ?")) {
			String name = tool.replaceFirst("( \\d+)+$", "");
			for (String port : tool.substring(name.length() + 1).split(" ")) {
				tools.put(Integer.parseInt(port), name);
			}
		}
		return Collections.unmodifiableMap(tools);
	}

	/**
	 * Return whether a port is the one of a service of the system, such as 80.
	 * @param port the port
	 * @return whether it is
	 */
	static boolean isOfSystem(int port) {
		return port < FIRST_OF_USERS;
	}

	/**
	 * Return whether a port is one that web servers listen on by themselves.
	 * @param port the port
	 * @return whether it is
	 */
	static boolean isOfWebServer(int port) {
		return isOfSystem(port) || port == 8080 || port == 8443;
	}

	/**
	 * Return which tool has a port by itself.
	 * @param port the port
	 * @param context what is around it
	 * @return the name of the tool, or {@code null} if there is none
	 */
	static @Nullable String find(int port, String context) {
		if (isOfSystem(port)) {
			return "the system";
		}
		String tool = TOOLS.get(port);
		if (tool != null) {
			return tool;
		}
		for (Map.Entry<String, Map<Integer, String>> named : NAMED_TOOLS.entrySet()) {
			if (context.contains(named.getKey()) && named.getValue().containsKey(port)) {
				return named.getValue().get(port);
			}
		}
		return null;
	}

}
