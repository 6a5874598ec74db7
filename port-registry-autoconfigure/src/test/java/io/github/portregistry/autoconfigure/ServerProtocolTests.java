package io.github.portregistry.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.app.TestServer;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications whose server does more than plain HTTP/1.1 on platform threads.
 */
@ParameterizedClass
@EnumSource(TestServer.class)
@ExtendWith(OutputCaptureExtension.class)
class ServerProtocolTests {

	@Parameter
	private TestServer server;

	@TempDir
	private Path directory;

	private final int port = FreePorts.find();

	@Test
	void startWhenSslIsConfiguredTellsHttpsUrl(CapturedOutput output) throws Exception {
		Path keyStore = createKeyStore();
		String url = "https://localhost:" + this.port;
		try (TestApp app = start("server.ssl.key-store=file:" + keyStore.toString().replace('\\', '/'),
				"server.ssl.key-store-password=secret")) {
			assertThat(app.port()).isEqualTo(this.port);
			assertThat(get(HttpClient.newBuilder().sslContext(trusting(keyStore)), url).body())
				.isEqualTo(Integer.toString(this.port));
			assertThat(PortRegistry.open(this.directory.resolve("ports")).instances()).singleElement()
				.returns(url, Instance::url);
		}
		assertThat(output).contains("'orders' is at " + url + ", now registered");
	}

	@Test
	void startWhenHttp2IsEnabledSpeaksItOnClaimedPort() throws Exception {
		try (TestApp app = start("server.http2.enabled=true")) {
			HttpResponse<String> response = get(HttpClient.newBuilder().version(Version.HTTP_2),
					"http://localhost:" + app.port() + "/");
			assertThat(response.version()).isEqualTo(Version.HTTP_2);
			assertThat(response.body()).isEqualTo(Integer.toString(this.port));
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void startWhenThreadsAreVirtualServesOnClaimedPort() {
		try (TestApp app = start("spring.threads.virtual.enabled=true")) {
			assertThat(app.port()).isEqualTo(this.port);
			assertThat(TestApp.get("http://localhost:" + this.port + "/thread")).startsWith("VirtualThread");
		}
	}

	private TestApp start(String... properties) {
		return TestApp.start(this.server.application(TestApp.Config.class, ThreadController.class)
			.properties("server.port=" + this.port), this.directory, properties);
	}

	private static HttpResponse<String> get(HttpClient.Builder client, String url) throws Exception {
		return client.build().send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
	}

	private Path createKeyStore() throws Exception {
		Path keyStore = this.directory.resolve("keystore.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "orders", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost", "-storetype", "PKCS12", "-storepass", "secret", "-keystore", keyStore.toString())
			.inheritIO()
			.start();
		assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(keyStore).exists();
		return keyStore;
	}

	private static SSLContext trusting(Path file) throws Exception {
		KeyStore keyStore = KeyStore.getInstance(file.toFile(), "secret".toCharArray());
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null);
		trusted.setCertificateEntry("orders", keyStore.getCertificate("orders"));
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, factory.getTrustManagers(), null);
		return context;
	}

	@RestController
	private static final class ThreadController {

		@GetMapping("/thread")
		String thread() {
			return Thread.currentThread().toString();
		}

	}

}
