/**
 * Hosts and addresses as HTTP requests and properties tell them.
 */
@NullMarked
package io.github.portregistry.http;

import org.jspecify.annotations.NullMarked;
