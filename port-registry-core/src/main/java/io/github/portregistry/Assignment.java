package io.github.portregistry;

/**
 * A name that holds a port.
 *
 * @param name the name; one that other programs wrote may have any characters or none
 * @param port the port, from 1 to 65535
 * @param description the description, maybe empty
 * @since 0.1.0
 */
public record Assignment(String name, int port, String description) {

}
