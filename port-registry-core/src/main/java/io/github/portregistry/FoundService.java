package io.github.portregistry;

import org.jspecify.annotations.Nullable;

/**
 * A service that is meant by a name.
 *
 * @param service the service
 * @param missing the name that the service would have in the linked git worktree of the
 * caller, where it is neither registered nor running, so that the service of the main
 * checkout is used instead. {@code null} if the service is not used instead of another
 * @since 0.1.0
 */
public record FoundService(ServiceStatus service, @Nullable String missing) {
}
