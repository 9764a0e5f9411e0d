package io.lyceum.architecture.violations.caches.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Remembers by a key that any school could have. */
class Bookcase {
    Cache<String, String> titlesBySlug = Caffeine.newBuilder().build();
}
