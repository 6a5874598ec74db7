package io.github.portregistry.autoconfigure;

import io.github.portregistry.ClaimRequest;
import org.jspecify.annotations.Nullable;

/**
 * A port that the application is going to open.
 *
 * @param purpose what it is for, {@code null} if the application serves its clients there
 * @param property the property that configures it
 * @param preferredPort the port that the configuration asks for, or {@code null}
 * @param request what to ask the registry for
 */
record WantedPort(@Nullable String purpose, String property, @Nullable Integer preferredPort, ClaimRequest request) {

}
