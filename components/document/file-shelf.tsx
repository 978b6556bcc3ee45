'use client';
// The files of a document on a page of their own, which asks the server again when something changed.

import { useRouter } from 'next/navigation';
import { FileList, type FileListProps } from './file-list.tsx';

export function FileShelf(props: Omit<FileListProps, 'onChanged'>) {
  const router = useRouter();
  return <FileList {...props} onChanged={() => router.refresh()} />;
}
