/**
 * Many processes use one registry, are killed, and meet full disks, stopped processes and
 * programs that ignore the lock. {@link io.github.portregistry.torture.Checker} replays
 * what they were promised.
 */
package io.github.portregistry.torture;
