"""Words in scripts that have to appear whole in every download."""

from __future__ import annotations

WORDS = {
    "Burmese": "တပ်မတော် ကြည်း၊ ရဟတ်ယာဉ် လွတ်လပ်သော နယ်မြေ",
    "Thai": "การเดินทางของนักเดินเรือ ที่นี่",
    "Arabic": "الميناء والملاحون، في عام ٢٠٢١",
    "Chinese": "港口的领航员离开了",
    "Japanese": "港を離れた水先案内人、カモメ",
    "Korean": "항구를 떠난 도선사",
    "Hebrew": "הנמל והנווטים",
    "Khmer": "កំពង់ផែ អ្នកបើកយន្ត",
    "Hindi": "बंदरगाह के नाविक",
    "Amharic": "ወደብ",
    "Greek": "το λιμάνι",
    "Russian": "гавань ушли лоцманы",
    "Vietnamese": "Nguyễn Thị Ánh",
    "emoji": "Ann 😀 🏳 👍🏽 ⚓",
}
