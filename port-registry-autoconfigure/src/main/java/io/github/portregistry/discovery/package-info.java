/**
 * How Spring Boot applications find others by name: as a property and as a
 * {@code DiscoveryClient} of Spring Cloud.
 */
@NullMarked
package io.github.portregistry.discovery;

import org.jspecify.annotations.NullMarked;
