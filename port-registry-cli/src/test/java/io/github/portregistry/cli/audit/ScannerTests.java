package io.github.portregistry.cli.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is found in each kind of file, and of what is left alone.
 */
class ScannerTests {

	@TempDir
	private Path directory;

	private void check(String path, String... lines) throws IOException {
		Project project = new Project(this.directory).with(path, String.join("\n", lines) + "\n");
		assertThat(project.found()).containsExactlyElementsOf(project.expected());
		Files.delete(this.directory.resolve(path));
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port: <8081>", "server.port: '<8081>'",
			"a: '\u2028'\r\nserver.port: <8081>\r\nx:\r\n  - http://localhost:<8082>\r\n",
			"spring.config.activate.on-cloud-platform: kubernetes\nserver.port: 8081", "{server: {port: <8081>}}",
			"server: { \"port\" : \"<8081>\" }", "server:\n  port: !!int <8081> # mine",
			"a: 1\n---\nserver.port: <8081>", "management.server.port: <9090>", "server.port: ${PORT:8081}",
			"server.port: ${random.int}", "server.port: 0", "server.port: -1", "#server.port: 8081",
			"server.port: 80810", "orders.port: <8081>", "orders:\n  securePort: <8443>", "support: 8081",
			"transport: 8081", "report-timeout: 8081", "a: 'Ü 😀 ' # 😀\nb: '😀 http://localhost:<8081>/'",
			"x: http://localhost:<8081>/a,https://127.0.0.1:<8082>,http://[::1]:<8083>,http://0.0.0.0:<8084>",
			"x:\n  - http://host.docker.internal:<8081>\n  - http://orders.localhost:<8082>\n  - http://user:pw@localhost:<8083>",
			"x: >\n  see http://localhost:<8081>\n  and\n", "x: ${URL:http://localhost:8081}",
			"x: ${HOST:localhost}:<8081>", "x: http://localhost:${PORT:8081}", "x: http://orders:8081",
			"x: mylocalhost:8081", "x: localhost:8081ms", "x: localhost:808100",
			"x: jdbc:postgresql://localhost:5432/a", "x: jdbc:postgresql://localhost:<5433>/a",
			"orders: {host: db.example.com, port: 8081}", "orders: {host: localhost, port: <8081>}",
			"version: '@project.version@'\nserver.port: <8081>", "version: @project.version@\nserver.port: <8081>",
			"{{ if }}\nx: http://localhost:<8081>\n{{ end }}", "x: {{ y }}\nserver.port: <8081>",
			"x: [http://localhost:<8081>\n# localhost:8082", "base: &base http://localhost:<8081>\nx: *base\ny: *base",
			"spring.config.activate.on-profile: docker\nserver.port: 8081",
			"spring.config.activate.on-profile: '!docker'\nserver.port: <8081>",
			"server.port: <8081>\n---\nspring:\n  config.activate.on-profile: [ k8s ]\nserver.port: 8082" })
	void springYaml(String text) throws IOException {
		check("src/main/resources/application-dev.yml", text);
		check("bootstrap.yaml", text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port=<8081>", "server.port = <8081>  ", "server.port:<8081>", "server.port <8081>",
			"#server.port=8081", "  ! server.port=8081", "server.port=${PORT:8081}",
			"cors=http://localhost:<4200>,\\\n  http://localhost:<4201>", "a.timeout=8081",
			"a.port=<8081>\r\nb.port=<8082>\r\n", "a.host=example.com\na.port=8081",
			"server.port=<8081>\n#---\nspring.config.activate.on-profile=docker\nserver.port=8082" })
	void springProperties(String text) throws IOException {
		check("application.properties", text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[\"<8081>:8080\"]", "[<8081>:8080]", "['127.0.0.1:<8081>:8080']", "['[::1]:<8081>:8080']",
			"['<8081>:8080/tcp']", "['8081:8080/udp']", "['<8081>-8083:8081-8083']", "['8080']", "['3000-3005']",
			"['${PORT:-8081}:8080']", "['${HOST:-127.0.0.1}:<8081>:8080']", "['$PORT:8080']",
			"['<8081>:${PORT:-8080}']", "[{target: 8080, published: <8081>}]",
			"[{target: 8080, published: '<8081>', protocol: tcp}]", "[{target: 8080, published: 8081, protocol: udp}]",
			"[{target: 8080}]", "['5432:5432']", "['<5433>:5432']", "['80:8080']",
			"\n      - <8081>:8080 # ours\n      - \"<8082>:8080\"", "['8081:8080'] # ports:ignore" })
	void composePorts(String ports) throws IOException {
		check("docker-compose.override.yml", "services:", "  orders:", "    image: orders:8081", "    expose: ['8081']",
				"    ports: " + ports);
	}

	@Test
	void composeEnvironmentIsForBrowsersOnly() throws IOException {
		check("compose.yaml", "x-env: &env", "  ORIGIN: http://localhost:<4200>", "services:", "  orders:",
				"    command: --port 8081 http://localhost:8082",
				"    build: { args: { URL: 'http://localhost:8083' } }", "    environment:", "      <<: *env",
				"      URL: http://localhost:<8081>", "      PORT: 8081", "      OTHER: http://billing:8081",
				"      KAFKA: EXTERNAL://localhost:19092", "    healthcheck: { test: 'curl http://localhost:8081' }",
				"  web:", "    environment:", "      - URL=http://localhost:<8081>", "      - PORT=8081",
				"      - X=${X:-http://localhost:8081}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PORT=<8081>", "export ORDERS_PORT=<8081>", "ORDERS_PORT=\"<8081>\" # ours",
			"ORDERS_URL=http://localhost:<8081>/a", "# PORT=8081", "PORT=${P:-8081}", "TIMEOUT=8081", "DB_PORT=5432",
			"DB_PORT=<5433>", "SUPPORT=8081", "HOST=db\nPORT=8081", "A_HOST=db\nA_PORT_GRPC=8081",
			"A_HOST=localhost\nA_PORT_GRPC=<8081>", "PORT=",
			"ORIGINS='http://localhost:<4200>,http://localhost:<4201>'", "PORT_ORDERS=<8081>" })
	void env(String text) throws IOException {
		check(".env.local", text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET http://localhost:<8081>/a", "@host = http://localhost:<8081>", "@port = <8081>",
			"# GET http://localhost:8081", "// GET http://localhost:8081", "GET http://{{host}}:8081/a",
			"GET {{host}}\nHost: localhost:<8081>", "POST {{host}}\n\n{\"limit\": 8081}" })
	void http(String text) throws IOException {
		check("orders.http", text);
	}

	@Test
	void httpEnvironment() throws IOException {
		check("http-client.private.env.json", "{",
				"  \"dev\": { \"orders\": \"http://localhost:<8081>\", \"port\": <8082> },",
				"  \"prod\": { \"orders\": \"https://orders.example.com:8443\", \"limit\": 8081 }", "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server: { port: <3000> }", "server: {\n  port: <3000>,\n}", "preview: { 'port': <3000> }",
			"server: { port: 5173 }", "server: { port: Number(process.env.PORT) || 3000 }",
			"server: { port: process.env.PORT ?? 3000 }", "// port: 3000", "timeout: 3000",
			"proxy: { '/api': 'http://localhost:<8081>' }", "target: `http://localhost:<8081>`",
			"target: process.env.API ?? 'http://localhost:8081'", "target: env.API || \"http://localhost:8081\"",
			"command: 'npm run dev -- --port <3000>'", "command: 'PORT=<3000> npm start'",
			"/* http://localhost:3000 */ a: 1", "strictPort: true, report: 3000" })
	void servers(String text) throws IOException {
		check("web/vite.config.ts", "export default defineConfig({ " + text + " });");
		check("playwright.config.js", "export default defineConfig({ " + text + " });");
	}

	@ParameterizedTest
	@ValueSource(strings = { "String a = \"http://localhost:<8081>/a\";", "// \"http://localhost:8081\"",
			"/* \"http://localhost:8081\" */", "@CrossOrigin(\"http://localhost:<4200>\")",
			"@CrossOrigin(origins = { \"http://localhost:<4200>\", \"http://localhost:<4201>\" })",
			"cors.allowedOrigins(\"http://localhost:<4200>\");", "@Value(\"${orders.url:http://localhost:8081}\")",
			"int a = 8081;", "char c = '\"'; String a = \"localhost:<8081>\";",
			"String a = \"\\\"http://localhost:<8081>\";", "String a = \"\"\"\n\thttp://localhost:<8081>\n\t\"\"\";",
			"System.getenv().getOrDefault(\"A\", \"http://localhost:8081\")",
			"System.getProperty(\"a\", \"http://localhost:8081\")", "a.orElse(\"http://localhost:8081\")",
			"@DefaultValue(\"http://localhost:8081\")", "f(defaultValue = \"http://localhost:8081\")",
			"String a = \"amqp://localhost:5672\";", "log.warn(\"Not at http://localhost:8081\");",
			"System.out.println(\"See http://localhost:8081\"); open(\"http://localhost:<8081>\");",
			"String a = \"http://localhost:\" + 8081;" })
	void java(String text) throws IOException {
		check("src/main/java/A.java", "class A {", text, "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "const a = 'http://localhost:<8081>';", "const a = `http://localhost:<8081>/${b}`;",
			"const a = process.env.A ?? 'http://localhost:8081';",
			"const a = process.env.A\n  || 'http://localhost:8081';", "// don't http://localhost:8081",
			"<p>Don't</p>\nconst a = 'http://localhost:<8081>';", "app.listen(3000);",
			"fetch(\"http://localhost:<8081>/a\") // ports", "fetch(\"http://localhost:8081/a\") // ports:ignore",
			"z.string().default('http://localhost:8081')" })
	void script(String text) throws IOException {
		check("src/a.ts", text);
		check("src/a.jsx", text);
	}

	@ParameterizedTest
	@CsvSource({ "src/test/java/ATests.java, 'String a = \"http://localhost:8081\";'",
			"web/mocks/data.ts, const a = 'http://localhost:8081'",
			"src/a.stories.tsx, const a = 'http://localhost:8081'", "src/a.spec.ts, const a = 'http://localhost:8081'",
			"src/a.min.js, const a = 'http://localhost:8081'", "e2e/a.spec.ts, page.goto('http://localhost:<8081>')",
			"tests/a.spec.ts, import '@playwright/test'; page.goto('http://localhost:<8081>')",
			"src/main/kotlin/A.kt, val a = System.getenv(\"A\") ?: \"http://localhost:8081\"",
			"src/main/kotlin/A.kt, val a = \"http://localhost:<8081>/$b\"", "README.md, http://localhost:8081",
			"target.py, a = 'http://localhost:8081'", "Dockerfile, EXPOSE <8081> <8082>/tcp 8083/udp 5005",
			"docker/api.Dockerfile, expose <8081> # 8082", "Containerfile, EXPOSE ${PORT:-8081} $PORT",
			"Dockerfile.dev, ENV PORT=8081", "deploy/nginx.conf, proxy_pass http://localhost:<8081>/; # localhost:8082",
			"deploy/nginx.conf, upstream a { server 127.0.0.1:<8081>; server orders:8081; }",
			"nginx/dev.conf, server { listen <8085>; location / { proxy_pass http://localhost:<8081>; } }",
			"nginx/dev.conf, listen [::]:<8085> ssl;", "nginx/dev.conf, listen 8080; proxy_read_timeout 8085;" })
	void others(String path, String text) throws IOException {
		check(path, text);
	}

	@Test
	void prometheus() throws IOException {
		check("prometheus-dev.yml", "scrape_configs:", "  - job_name: a", "    scrape_timeout: 8081",
				"    static_configs:",
				"      - targets: ['localhost:<8081>', \"host.docker.internal:<8082>\", 'orders:8083', 'localhost:9090']",
				"      # - targets: ['localhost:8084']");
	}

	@Test
	void nginxInContainerListensOnNoPortOfThisMachine() throws IOException {
		new Project(this.directory).with("Dockerfile", "FROM nginx:1.27\n");
		check("nginx.conf", "listen 8085;", "proxy_pass http://host.docker.internal:<8081>;");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"url\": \"http://localhost:<8081>/mcp\"}",
			"{\"args\": [\"mcp-remote\", \"http://localhost:<8081>\",],}", "{\"args\": [\"--server.port=<8081>\"]}",
			"{\"vmArgs\": \"-Xmx1g -Dserver.port=<8081> -Da=8082\"}",
			"{\"args\": [\"--port\", \"<8081>\", \"--size\", \"8082\"]}",
			"{\"env\": {\"PORT\": \"<3000>\", \"LIMIT\": \"3001\"}}", "{\"port\": <8081>}",
			"{\"request\": \"attach\", \"port\": 8081}", "{\"port\": 8081, /* a */ \"request\": \"attach\"}",
			"{\"port\": 9229}",
			"{\"command\": \"docker run -p <8081>:8080 -p 127.0.0.1:<8082>:80 a && mkdir -p 8083\"}",
			"{\"vmArgs\": \"-Dquarkus.http.port=<8081> -Dcom.sun.management.jmxremote.port=8082\"}",
			"{\"debugPort\": 8081}",
			"{\"request\": \"attach\", \"connect\": {\"host\": \"localhost\", \"port\": 5678}}",
			"{\"args\": [\"--inspect-port=8081\"]}", "// \"port\": 8081\n{}",
			"{\"url\": \"http://localhost:${input:port}\", \"version\": \"8081\"}",
			"{\"url\": \"http://localhost:8081\"} // ports:ignore" })
	void json(String text) throws IOException {
		for (String path : new String[] { ".vscode/launch.json", ".vscode/tasks.json", ".mcp.json",
				".cursor/mcp.json" }) {
			check(path, text);
		}
	}

}
