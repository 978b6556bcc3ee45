// Pictures of six by four pixels that a browser drew, without any metadata, and ways to put some in.

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

export const PNG = bytes(
  'iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAYAAACtBE5DAAAANElEQVR4AWyJwQkAMAgDg4u0C9kJOmW7kJsogvFl4AjJybrqE4KK' +
    'nY+kJlrwYLfYT5FQBAAAAP//6EcXSwAAAAZJREFUAwCp4BCzN0kdJgAAAABJRU5ErkJggg==',
);

export const JPEG = bytes(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYn' +
    'KSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo' +
    'KCgoKCgoKCj/wAARCAAEAAYDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAgEAAABQMFAAAAAAAAAAAAAAAAAQID' +
    'BBESEyIjMUFR/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAcEQABAwUAAAAAAAAAAAAAAAABADJxAgMEsbL/2gAMAwEAAhEDEQA/' +
    'AJ6/Kyw40fAwjBduIRRblx11n3TgvAAAeMwzV0VEvuEDQX//2Q==',
);

export const WEBP = bytes(
  'UklGRmIAAABXRUJQVlA4WAoAAAAAAAAABQAAAwAAVlA4IEQAAABwAgCdASoGAAQAAUAmJaACdEcAZIB+gAKU+1oAAP7qXZR/eW+I' +
    'v/oSFS/40yZr5lFllUcJlFkHPphDKP9ge2Rll8nQAA==',
);

export const WEBP_WITH_ALPHA = bytes(
  'UklGRmgAAABXRUJQVlA4WAoAAAAQAAAABQAAAwAAQUxQSAwAAAABDzD/ERFiGCL6HwZWUDggNgAAABACAJ0BKgYABAABQCYloAJ0' +
    'RwBkgH6AA2AA/vDNo/n3LZjk/+3uWzHJ/2nl7xpm08veLwAAAA==',
);

/** The picture with `parts` put in at `at`. */
export function inserted(picture: Uint8Array, at: number, ...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat([picture.subarray(0, at), ...parts, picture.subarray(at)]));
}
