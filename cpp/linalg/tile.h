#pragma once

namespace fourier_net {

/// Tile of the microkernels: kTileRows rows of the left factor times kTileColumns of the right one.
inline constexpr int kTileRows = 4;
inline constexpr int kTileColumns = 8;
inline constexpr int kTileSize = kTileRows * kTileColumns;

}  // namespace fourier_net
