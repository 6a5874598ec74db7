/**
 * Applications that the tests start.
 */
package io.github.portregistry.test;
