/**
 * An app with Spring Security that runs on each line of Spring Boot.
 */
@NullMarked
package io.github.portregistry.secured;

import org.jspecify.annotations.NullMarked;
