/**
 * The app that runs on each line of Spring Boot.
 */
@NullMarked
package io.github.portregistry.compatibility;

import org.jspecify.annotations.NullMarked;
