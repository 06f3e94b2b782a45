/** Where cards will be, while nothing at all is known yet. */
export const AlbumGridSkeleton = () => (
  <div class="album-grid skeleton" aria-hidden="true">
    {[0, 1, 2, 3, 4, 5].map(place => (
      <span key={place} class="album-item">
        <span class="cover" />
        <span class="skeleton-line" />
      </span>
    ))}
  </div>
);
