/**
 * Tests on several frameworks that start an application, and the tests that run them.
 */
package io.github.portregistry.frameworks;
