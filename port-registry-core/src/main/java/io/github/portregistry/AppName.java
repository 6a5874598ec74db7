package io.github.portregistry;

import org.jspecify.annotations.Nullable;

/**
 * The name that an app has in a checkout.
 *
 * @param name the name to claim a port for, such as {@code orders},
 * {@code orders--fix-ui} in a linked git worktree, or {@code orders--shop} if
 * {@code orders} belongs to another project
 * @param otherProject the folder of the project that the app's own name belongs to, or
 * {@code null} if it does not belong to another project
 * @since 0.1.0
 */
public record AppName(String name, @Nullable String otherProject) {
}
