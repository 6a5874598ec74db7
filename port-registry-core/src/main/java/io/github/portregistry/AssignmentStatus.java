package io.github.portregistry;

import java.util.List;

import io.github.portregistry.instance.Instance;

/**
 * What becomes of an assignment at the moment.
 *
 * @param assignment the assignment
 * @param inUse whether somebody listens on the port, whoever it is
 * @param instances the running instances of the name, in the order of their start; if
 * there is none, the last one that has ended, if one has recorded itself
 * @since 0.1.0
 */
public record AssignmentStatus(Assignment assignment, boolean inUse, List<Instance> instances) {

}
