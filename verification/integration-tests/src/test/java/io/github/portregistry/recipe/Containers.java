package io.github.portregistry.recipe;

import java.util.List;

import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

/**
 * The recipe of the documentation for a container at development time.
 */
@TestConfiguration(proxyBeanMethods = false)
class Containers {

	@Bean
	@ServiceConnection
	PostgreSQLContainer database(@Value("${portregistry.ports.orders-db}") int port) {
		PostgreSQLContainer database = new PostgreSQLContainer("postgres:18");
		database.setPortBindings(List.of("127.0.0.1:" + port + ":5432"));
		return database;
	}

}
